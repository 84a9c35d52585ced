package kr.ondam.console;

import java.time.Duration;
import kr.ondam.launch.Features;

/// What the console works with.
///
/// @param gatewayAddress where providers and browsers reach the gateway, such as
///   `https://chat.example.kr`, without a slash at the end
/// @param agentGrace how long an agent may be without a screen before what they hold is given to
///   others
public record ConsoleParts(Features features, String gatewayAddress, Duration agentGrace) {}
