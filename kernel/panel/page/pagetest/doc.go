// Package pagetest is what the tests of panels share: whether HTML shows wherever
// notebooks are shown, whether colours can be read, and golden files.
package pagetest
