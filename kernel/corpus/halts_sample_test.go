//go:build !corpus

package corpus

// falseAlarmRuns is how often each program that goes on is run.
const falseAlarmRuns = 1

// thin says that every so many a program is run of those that have to be built: each
// takes seconds. make corpus runs all of them.
const thin = 6

// wholeCorpus says whether the programs of testdata/consistency/corpus.list run.
const wholeCorpus = false
