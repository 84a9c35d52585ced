/// Knows the users, the agents among them, their skills, capacity and presence.
@NullMarked
package kr.ondam.agent;

import org.jspecify.annotations.NullMarked;
