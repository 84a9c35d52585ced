package kr.ondam.launch.rules;

import kr.ondam.rules.file.RuleBook;

/// The rules that count now and how they came into force.
///
/// @param whole false when some tenants have none because their files were broken at the first
///   start
public record InForce(RuleBook book, Activation activation, boolean whole) {}
