package jupyter

import "github.com/google/uuid"

// NewID returns a random identifier for a message, a session, a display or a
// comm: a version 4 UUID in its usual text form.
func NewID() string { return uuid.NewString() }
