// Package linked knows the packages that are part of schedtick itself and that a cell
// can import beside the standard library: display and the probe, which are this module's,
// and those of golang.org/x/sync. A compiled cell imports them from here, so that it
// needs neither a network nor a module cache.
//
// What a worker loads may only contain such a package if the compiler made the same
// of it as it did for the worker. So it is compiled from the same text, with the same
// settings, and as if it stood where it stood then: places are part of what is compared.
package linked
