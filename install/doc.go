// Package install registers the kernel with Jupyter: it writes, and removes, the
// kernelspec, the directory by which Jupyter finds a kernel.
//
// The directory holds a kernel.json and the logos of spec/, and lies below a data
// directory of Jupyter's, which [Location] names. The kernelspec refers to the
// binary by its absolute path and sets no environment: the kernel sees what
// Jupyter itself was started with.
package install
