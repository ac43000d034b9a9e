"""Maps as files of this program and of others, each with a reader in `readers.maps`."""
