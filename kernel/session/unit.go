package session

import (
	"go/ast"
	"go/token"
	"go/types"

	"schedtick/kernel/cell"
)

// A Unit is a cell that checked. Nothing in it may be changed.
type Unit struct {
	Cell *cell.Cell
	Fset *token.FileSet
	// Pkg has path "main"; its scope holds the cell's own objects and those
	// objects of earlier cells that the cell names.
	Pkg  *types.Package
	Info *types.Info
	// Imports are the packages that the cell may name, imports of earlier
	// cells included, by local name ("." for a dot import).
	Imports []ImportRef
	// Decls are the package-level func, type and const declarations in text
	// order, methods included. In a whole file, var declarations too.
	Decls []ast.Decl
	// Vars are the package-level variables that the cell defines, in text order.
	Vars []*types.Var
	// Stmts are the top-level statements in text order, those that define
	// variables included, without Result. Empty for a whole file.
	Stmts []ast.Stmt
	// Result is the trailing expression whose value the cell shows, or nil.
	// Its type may be a tuple, never an empty one.
	Result ast.Expr
	// Extends are types of earlier cells of which this cell declares methods.
	// They stay the same types; their method sets are others from now on.
	Extends []*types.Named
	// Main is the main function of a whole package main file, or nil: run the
	// variable initialisers in the order of Info.InitOrder, the init
	// functions, then main.
	Main *ast.FuncDecl
	// Source translates a position to the cell's text as the user wrote it.
	Source func(token.Pos) token.Position

	names []string // what the cell declares, sorted
}

// An ImportRef is an import that is in force.
type ImportRef struct {
	Name string // local name; "." or "_"
	Path string
	Pkg  *types.Package
}

// An ErrorList holds all messages about a cell, sorted by place.
type ErrorList = cell.ErrorList

// An Error is one of them.
type Error = cell.Error
