"""Floor 5: walks every state of a role and proves the laws that every branch keeps."""
