/// Says beforehand how a routing would do: formulas, simulation and replay on the production
/// engine.
///
/// How to read it. [kr.ondam.rules.simulation.Trial] enacts arrivals and shifts on a
/// [kr.ondam.rules.Partition] and measures what comes of it; everything else makes its input or
/// reads its outcome.
///
/// ```
/// Erlang, Staffing         formulas for one queue; Forecast applies them to a history
/// Scenario -> Simulator    draws arrivals, handle times and patience from seeds
///   WhatIfFile -> WhatIf   several scenarios on the same draws, compared in a WhatIfReport
/// DayLog -> Replay         a recorded day under two versions of the rules, in a ReplayReport
/// ```
///
/// The engine counts in whole milliseconds; floating point appears only here, in what is drawn and
/// what is measured. Random numbers are [kr.ondam.rules.simulation.Draws], so the same file and the
/// same seed give the same figures on every machine.
@NullMarked
package kr.ondam.rules.simulation;

import org.jspecify.annotations.NullMarked;
