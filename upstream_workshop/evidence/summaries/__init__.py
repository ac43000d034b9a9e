"""One line on what an organisation says of a code, written by a person."""
