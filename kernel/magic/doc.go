// Package magic holds the orders to the kernel that a cell can give: the lines
// that begin with %. [Table] is all there are; %help prints it.
package magic
