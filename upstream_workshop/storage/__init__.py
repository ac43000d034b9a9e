"""The basis of all tables: columns and their values, the diary, the stamp and cached queries."""
