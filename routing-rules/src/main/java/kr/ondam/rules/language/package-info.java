/// Reads the conditions an administrator writes (조건식) and tells whether they hold for a
/// conversation.
///
/// How to read it. A [kr.ondam.rules.language.Vocabulary] says which fields and values exist;
/// [kr.ondam.rules.language.Condition#compile] turns text into a condition or into problems, and
/// [kr.ondam.rules.language.FirstMatch] finds the first of many conditions that holds for the
/// [kr.ondam.rules.language.Facts] of a conversation.
///
/// ```
/// text -> Lexer -> Parser -> Syntax     what was written, with places
///                  Checker -> Logic     what it means: fields found, types and values checked
///                    Condition          evaluates, explains, knows its cost
///                    FirstMatch         an index over many
/// ```
///
/// The language is total: no loops, no functions, no regular expressions, no clock, no chance.
/// Whatever is read, the answer is a value or a list of [kr.ondam.rules.language.Problem]s, never
/// an exception, and what a condition may cost is known before it runs.
@NullMarked
package kr.ondam.rules.language;

import org.jspecify.annotations.NullMarked;
