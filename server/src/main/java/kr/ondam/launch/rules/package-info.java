/// The rule files of the running product: the set in force, the draft in the folder, and the
/// history of what came into force. Start with [kr.ondam.launch.rules.RuleBooks].
///
/// ```
/// config/routing/*.yaml                      the draft: what somebody is writing
/// config/routing/history/<sha>/*.yaml        every set that came into force, whole
/// config/routing/history/activations.jsonl   one line per activation, the last one counts
/// ```
@NullMarked
package kr.ondam.launch.rules;

import org.jspecify.annotations.NullMarked;
