// Package jupyter holds the messages of the Jupyter messaging protocol,
// version 5.5, as Go types, and the codec that signs, verifies, frames and
// parses them. It does no I/O beyond reading and writing connection files:
// bytes come from, and go to, package transport.
//
// A message travels as
//
//	identities… <IDS|MSG> signature header parent_header metadata content buffers…
//
// [Codec.Decode] verifies and splits such frames into a [Message] whose content
// is still raw; [As] types it, checks the fields the protocol requires and fills
// in the defaults it prescribes:
//
//	msg, err := codec.Decode(frames)
//	req, err := jupyter.As[jupyter.ExecuteRequest](msg)
//
// Answers are made by the [Session] of the kernel, which stamps their headers:
//
//	reply := session.Reply(msg, jupyter.ExecuteReply{…})
//	busy := session.Publish(msg.Header, jupyter.KernelStatus{State: jupyter.Busy})
//	frames, err := codec.Encode(reply)
//
// A header remembers the JSON it came from, so what a newer client puts there is
// echoed in parent_header, field for field.
package jupyter
