package kernel

import (
	"context"
	"fmt"

	"schedtick/kernel/jupyter"
)

// runner is what the executor keeps from cell to cell. Nobody else touches it.
type runner struct {
	count   int    // execution count of the next cell
	aborted uint64 // requests up to this one were queued when a cell failed
}

// execute is goroutine 4: the requests that wait their turn, one after another.
func (k *Kernel) execute() {
	for {
		r := k.queue.take()
		if r == nil {
			return
		}
		r.serve()
	}
}

// execute answers execute_request.
func (r *request) execute() {
	k := r.k
	if r.seq <= k.runner.aborted {
		r.reply(jupyter.ExecuteReply{Outcome: jupyter.Outcome{Status: jupyter.Aborted}})
		return
	}
	q, err := jupyter.As[jupyter.ExecuteRequest](r.msg)
	if err != nil {
		r.refuse("malformed request", err)
		return
	}
	reply := r.run(q)
	if reply.Failure != nil && q.StopOnError {
		k.runner.aborted = k.queue.mark()
	}
	r.reply(reply)
}

// run runs the cell of q, publishes what came of it and returns the reply.
func (r *request) run(q jupyter.ExecuteRequest) jupyter.ExecuteReply {
	k := r.k
	count := k.runner.count
	if q.StoreHistory {
		k.runner.count++
		k.inputs.Add(count, q.Code)
	}
	if !q.Silent {
		r.publish(jupyter.ExecuteInput{Code: q.Code, ExecutionCount: count})
	}
	out := &cellOutputs{r: r, count: count, silent: q.Silent, store: q.StoreHistory}
	outcome := k.lang.Run(k.ctx, Cell{
		Count:      count,
		Name:       fmt.Sprintf("cell[%d]", count),
		Code:       q.Code,
		AllowInput: q.AllowStdin,
		Silent:     q.Silent,
	}, out)

	reply := jupyter.ExecuteReply{ExecutionCount: count}
	if f := outcome.Failure; f != nil {
		failure := f.message(outcome)
		reply.Outcome = jupyter.Failed(failure)
		if !q.Silent {
			r.publish(jupyter.ErrorOutput{Failure: failure})
		}
		return reply
	}
	if len(outcome.Page) > 0 {
		reply.Payload = jupyter.List[jupyter.Payload]{jupyter.PagePayload(outcome.Page)}
	}
	reply.UserExpressions = r.expressions(q.UserExpressions)
	return reply
}

// expressions evaluates the user expressions of a cell that went well.
func (r *request) expressions(exprs jupyter.Dict[string]) jupyter.Dict[jupyter.UserExpression] {
	if len(exprs) == 0 {
		return nil
	}
	values := make(jupyter.Dict[jupyter.UserExpression], len(exprs))
	for name, expr := range exprs {
		v, failure := r.k.lang.Evaluate(context.WithoutCancel(r.k.ctx), expr)
		if failure != nil {
			values[name] = jupyter.UserExpression{Outcome: jupyter.Failed(failure.message(Outcome{}))}
			continue
		}
		values[name] = jupyter.UserExpression{Data: v.Data, Metadata: v.Metadata}
	}
	return values
}
