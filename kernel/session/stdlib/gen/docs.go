package main

import (
	"encoding/json"

	"schedtick/kernel/session/stdlib"
)

// documentation is a package's documentation as JSON.
func documentation(path, dir string, names []string) ([]byte, error) {
	m, err := stdlib.Documentation(path, dir, names)
	if err != nil {
		return nil, err
	}
	return json.Marshal(m)
}
