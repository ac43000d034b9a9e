"""The board of workgroups: columns of people, moved by mouse and keyboard."""
