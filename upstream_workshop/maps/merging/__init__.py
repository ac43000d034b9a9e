"""Two maps put together: what comes of both, and the service that keeps it as a third."""
