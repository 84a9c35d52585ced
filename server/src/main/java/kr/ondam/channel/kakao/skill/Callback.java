package kr.ondam.channel.kakao.skill;

import java.net.URI;
import java.time.Instant;

/// The one-time address to which one answer to a customer's message can be sent, for a minute.
///
/// @param externalUser the customer's name on the account
/// @param id of the address, the same whenever it is told
public record Callback(String externalUser, String id, URI uri, Instant receivedAt) {}
