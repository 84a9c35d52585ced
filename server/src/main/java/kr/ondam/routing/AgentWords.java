package kr.ondam.routing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.rules.Candidate.Obstacle;
import kr.ondam.rules.language.Particle;

/// Words what speaks for and against agents.
///
/// @param names an agent's name, empty for one who does not exist
final class AgentWords {
  private final Function<AgentId, String> names;
  private final DateTimeFormatter clock;
  private final DateTimeFormatter moment;

  AgentWords(Function<AgentId, String> names, ZoneId zone) {
    this.names = names;
    clock = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
    moment = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
  }

  String name(AgentId agent) {
    String name = names.apply(agent);
    return name.isEmpty() ? "?" : name;
  }

  String time(long millis) {
    return clock.format(Instant.ofEpochMilli(millis));
  }

  String moment(Instant instant) {
    return moment.format(instant);
  }

  /// How an agent stands towards a conversation.
  ///
  /// @param lacks skills with the level that is asked for
  /// @param until when the obstacle goes by itself, epoch milliseconds, 0 for never
  /// @param first who goes first for knowing the customer, empty for nobody
  record Stand(Obstacle obstacle, Map<String, Integer> lacks, long until, String first) {
    Stand {
      lacks = Map.copyOf(lacks);
    }
  }

  /// What stands in the way of an agent.
  String korean(Stand stand) {
    var lacks = stand.lacks();
    String until = time(stand.until());
    return switch (stand.obstacle()) {
      case NONE -> stand.first().isEmpty() ? "받을 수 있었지만 순서가 뒤입니다" : "받을 수 있었지만 이력상담사가 먼저입니다";
      case SKILL_MISSING ->
          lacks.isEmpty() ? "다른 센터나 지역 소속입니다" : "기술이 모자랍니다 (필요: " + Values.skills(lacks) + ")";
      case AGENT_CLOSED -> "배정을 받는 상태가 아닙니다";
      case HELD_FOR_ANOTHER ->
          until
              + "까지 "
              + (stand.first().isEmpty()
                  ? "다른 이력상담사를"
                  : "이력상담사 " + Particle.OBJECT.after(stand.first()))
              + " 기다리는 상담입니다";
      case EXCLUDED -> "거절·무응답·이관한 상담이라 " + until + "까지 제외됩니다";
      case HOURLY_LIMIT -> "한 시간에 받을 수 있는 건수를 채웠습니다";
      case CHANNEL_FULL -> "이 채널의 동시 상담 수가 찼습니다";
      case CAPACITY_FULL -> "정원이 찼습니다";
    };
  }

  String english(Stand stand) {
    var lacks = stand.lacks();
    String until = time(stand.until());
    return switch (stand.obstacle()) {
      case NONE ->
          stand.first().isEmpty()
              ? "could have taken it but comes later in the order"
              : "could have taken it but whoever knows the customer goes first";
      case SKILL_MISSING ->
          lacks.isEmpty()
              ? "belongs to another centre or region"
              : "lacks skills (required: " + Values.skills(lacks) + ")";
      case AGENT_CLOSED -> "takes no conversations now";
      case HELD_FOR_ANOTHER ->
          "it is kept for "
              + (stand.first().isEmpty() ? "another agent" : stand.first())
              + ", who knows the customer, until "
              + until;
      case EXCLUDED -> "declined, did not answer or passed it on, excluded until " + until;
      case HOURLY_LIMIT -> "has reached the number of conversations for an hour";
      case CHANNEL_FULL -> "holds as many of this channel as possible";
      case CAPACITY_FULL -> "is full";
    };
  }

  /// What many agents have in common.
  static String korean(Obstacle obstacle) {
    return switch (obstacle) {
      case NONE -> "받을 수 있음";
      case SKILL_MISSING -> "기술·소속이 다름";
      case AGENT_CLOSED -> "자리에 없음";
      case HELD_FOR_ANOTHER -> "다른 이력상담사를 기다림";
      case EXCLUDED -> "거절·무응답·이관으로 제외";
      case HOURLY_LIMIT -> "시간당 한도";
      case CHANNEL_FULL -> "채널 한도";
      case CAPACITY_FULL -> "정원 참";
    };
  }

  static String english(Obstacle obstacle) {
    return switch (obstacle) {
      case NONE -> "able";
      case SKILL_MISSING -> "without the skills or elsewhere";
      case AGENT_CLOSED -> "away";
      case HELD_FOR_ANOTHER -> "kept for another";
      case EXCLUDED -> "excluded after declining, not answering or passing on";
      case HOURLY_LIMIT -> "at the hourly limit";
      case CHANNEL_FULL -> "full for this channel";
      case CAPACITY_FULL -> "full";
    };
  }
}
