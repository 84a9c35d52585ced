package kr.ondam.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.agent.Presence;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelKind;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Demand;
import kr.ondam.tenant.CentreId;

/// Writes skills, centres and channels as the numbers of the engine, for one partition. Numbers are
/// given as names are met and mean nothing outside this process.
final class Requirements {
  private static final int FULL_DESK = 100;

  private final Map<String, Integer> firstBits = new HashMap<>();
  private int nextBit;

  /// What a queue asks for; `queueNumber` is the engine's number of the queue.
  Demand demand(Queue queue, long queueNumber) {
    Bits requirement = skills(queue.skills());
    var centre = queue.centre();
    if (centre != null) {
      requirement = requirement.with(centre(centre));
    }
    return new Demand(
        queueNumber,
        queue.priorityClass(),
        queue.weight(),
        requirement,
        skills(fullLevels(queue.skills())),
        List.of());
  }

  AgentProfile profile(User user, Presence presence) {
    Bits bits = skills(user.skills());
    var centre = user.centre();
    if (centre != null) {
      bits = bits.with(centre(centre));
    }
    return new AgentProfile(bits, availability(presence), capacity(user.capacity()), 0);
  }

  static int channel(ChannelKind kind) {
    return kind.ordinal();
  }

  /// Weighted slots one conversation of a channel takes.
  static int weight(ChannelKind kind) {
    return switch (kind) {
      case KAKAO_COUNSEL, KAKAO_SKILL, BOT -> 25;
      case SMS_SMPP, SMS_HTTP -> 20;
      case WEB_CHAT -> 34;
    };
  }

  private static Capacity capacity(int total) {
    List<Capacity.Channel> channels = new ArrayList<>();
    for (var kind : ChannelKind.values()) {
      // The total is the limit; a full desk holds four KakaoTalk or two web chats.
      channels.add(new Capacity.Channel(weight(kind), Math.max(total, FULL_DESK) / weight(kind)));
    }
    return new Capacity(total, channels);
  }

  static Availability availability(Presence presence) {
    return switch (presence) {
      case READY -> Availability.OPEN;
      case TRANSFER_ONLY -> Availability.TRANSFERS;
      case AWAY, REST, SAFE_REST, MEAL, TRAINING, COACHING, MEETING, WORK, NO_ANSWER, OFFLINE ->
          Availability.CLOSED;
    };
  }

  /// Skills that somebody from elsewhere asks for.
  Bits required(Map<String, Integer> levels) {
    return skills(levels);
  }

  private Bits skills(Map<String, Integer> levels) {
    Bits bits = Bits.NONE;
    for (var skill : new TreeMap<>(levels).entrySet()) {
      bits =
          bits.with(Bits.level(firstBit("skill " + skill.getKey(), Bits.LEVELS), skill.getValue()));
    }
    return bits;
  }

  private static Map<String, Integer> fullLevels(Map<String, Integer> levels) {
    Map<String, Integer> full = new HashMap<>();
    levels.keySet().forEach(skill -> full.put(skill, Bits.LEVELS));
    return full;
  }

  private Bits centre(CentreId centre) {
    return Bits.of(firstBit("centre " + centre.value(), 1));
  }

  private int firstBit(String name, int bits) {
    return firstBits.computeIfAbsent(
        name,
        _ -> {
          int first = nextBit;
          nextBit += bits;
          return first;
        });
  }
}
