// The presence of this file lets records_labels.go declare a function without a
// body: the runtime has it.
