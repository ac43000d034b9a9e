"""What must be found nowhere: erased people and the choices of a secret vote."""
