/// Reads the rule files an administrator edits (`config/routing/*.yaml`) and answers the rules in
/// force for each centre, or exactly what is wrong and where.
///
/// How to read it. [kr.ondam.rules.file.RuleBook#read] takes the texts of all files and answers a
/// [kr.ondam.rules.file.Reading].
///
/// ```
/// RuleText -> Nodes         YAML as texts, lists and maps that know their place
///             FormCheck     keys and values held against the Schema, spelt in Korean
///             Inheritance   group -> tenant -> region -> centre, with Locks
///             SiteReader    references and conditions; one RuleSet per centre
///             Analysis      what is allowed but probably not meant
///             FileTests     시험 and 각본 of the files; a failing one blocks
///          -> RuleBook      TenantRules -> RuleSet -> classify
/// ```
///
/// [kr.ondam.rules.file.EngineRules] writes a tenant's rules as values of the engine. Nothing here
/// reads files or a clock; the folder and the day of today are the caller's.
@NullMarked
package kr.ondam.rules.file;

import org.jspecify.annotations.NullMarked;
