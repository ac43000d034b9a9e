"""The evidence room: what discovery found, by visits, findings and codes."""
