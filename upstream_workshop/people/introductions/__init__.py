"""Who knows whom, who should meet, and who may help whom: rules on values, without a database."""
