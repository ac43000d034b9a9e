"""The result of a ballot: counted, shown, compared, looked at closer and revealed to the room."""
