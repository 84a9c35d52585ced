package kr.ondam.channel.kakao.skill;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.tenant.TenantId;

/// Accounts of a chatbot for tests.
public final class SkillAccounts {
  public static final String KEY = "k_test_skill_0001";
  public static final String BOT = "6a0000000000000000000001";

  private SkillAccounts() {}

  /// One that can only answer within the minute.
  static ChannelAccount plain(URI bot) {
    return account(bot, Map.of());
  }

  /// One that has an event too.
  static ChannelAccount withEvent(URI bot) {
    return account(bot, Map.of("bot-id", BOT, "api-key", "rest-key", "event", "agent_reply"));
  }

  public static ChannelAccount account(URI bot, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("inbound-secret", "s3cret");
    settings.put("callback-origins", bot.toString());
    return new ChannelAccount(
        new TenantId("hanbit-life"),
        new ChannelAccountId("life-bot"),
        ChannelKind.KAKAO_SKILL,
        "한빛생명 챗봇",
        "",
        KEY,
        null,
        bot,
        settings,
        List.of(),
        List.of(),
        true);
  }

  /// What 오픈빌더 posts.
  ///
  /// @param callback the one-time address, empty for a block without one
  public static String skill(String user, String words, String callback) {
    return """
    {"bot":{"id":"%s","name":"한빛생명 상담봇"},
     "intent":{"id":"6a0000000000000000000b01","name":"상담원 연결","extra":{"reason":{"code":1,"message":"OK"}}},
     "action":{"id":"6a0000000000000000000a01","name":"상담스킬","params":{"region":"busan"},
       "detailParams":{"region":{"origin":"부산","value":"busan","groupName":""}},"clientExtra":{}},
     "userRequest":{"timezone":"Asia/Seoul","lang":"ko","utterance":"%s",
       "block":{"id":"6a0000000000000000000b01","name":"상담원 연결"},
       "params":{"surface":"Kakaotalk.plusfriend"},
       "user":{"id":"%s","type":"botUserKey",
         "properties":{"botUserKey":"%s","bot_user_key":"%s","plusfriendUserKey":"Zq3_aB9xYk0L",
           "isFriend":true,"appUserId":"1234567890","appUserStatus":"REGISTERED"}}%s},
     "contexts":[]}
    """
        .formatted(
            BOT,
            words,
            user,
            user,
            user,
            callback.isEmpty() ? "" : ",\"callbackUrl\":\"" + callback + "\"");
  }
}
