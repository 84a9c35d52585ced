/// Decides where a waiting conversation goes: pure functions without input, output, clock or
/// threads.
///
/// How to read it. A host feeds [kr.ondam.rules.Event]s to a [kr.ondam.rules.Partition], one per
/// tenant, and stores and tells the [kr.ondam.rules.Effect]s that come back; at
/// [kr.ondam.rules.Partition#nextDue] it sends a tick. All numbers for conversations, agents and
/// queues are the host's.
///
/// ```
/// Event -> Partition   fires due timers, handles the event, matches after each
///            Handling    what each event does, or why it is refused
///              Giving      an offer fails, an agent changes or is lost
///              Activation  other rules while conversations wait, and revisions of single ones
///              Borders     overflow between partitions by claim and grant
///            Moves       conversation: (Parked ->) Waiting -> Offered -> Held (Dormant) -> WrapUp
///            Matching    the next pair among those touched since the last match
///              Choosing     the agent for a conversation
///              WaitingRoom  conversations in Buckets; an agent looks at the first of each
///              Floor        agents in Groups of equal skills, in the order of the Strategy
///              Fit          which groups can serve which buckets
///            Deadlines   pending timers
///          -> Effects     each offer with the Decision that explains it
/// ```
///
/// What a queue asks for is a [kr.ondam.rules.Demand], what an agent offers an
/// [kr.ondam.rules.AgentProfile], the settings of the whole partition a [kr.ondam.rules.Policy].
/// [kr.ondam.rules.PartitionState] is everything that must be stored to go on after a restart
/// exactly as before. A slot is taken in the same step as the offer is made, so capacity is
/// exceeded only when a manager overrules it or a silent customer returns, and an offer ends
/// exactly once.
///
/// [kr.ondam.rules.Replay] runs a recorded log again; equal logs have equal decision hashes.
/// [kr.ondam.rules.Outlook] says what a conversation waits for, [kr.ondam.rules.Trace] why an agent
/// was chosen and every other was not.
@NullMarked
package kr.ondam.rules;

import org.jspecify.annotations.NullMarked;
