"""Floor 2: roles, scenes, choices and attempts; the pure rules of a step; the state machine of a role."""
