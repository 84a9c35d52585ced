package kr.ondam.rules.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/// The keys and values of a what-if file in both spellings: what a Korean word is called inside.
final class Words {
  private static final Map<String, String> KOREAN = new LinkedHashMap<>();
  private static final Map<String, String> CANONICAL = new LinkedHashMap<>();

  static {
    String table =
        """
        document 문서|title 제목|replications 반복|seed 씨앗|base 기준|variations 변형|name 이름|remove 삭제
        time 시간|length 길이|warmup 준비|start 시작|capacity 정원|total 총량|channels 채널|weight 무게|max 최대
        assignment 배정|order 순서|offer 제안|mode 방식|timeout 제한시간|exclusion 거절후제외|misses 연속미응답
        conduct 상담행동|slowdown 동시상담감속|answering 수락시간|return 복귀|centres 센터목록|region 지역
        agents 상담사|centre 센터|count 인원|skills 기술|pace 처리배율|shift 근무|rank 순번
        queues 큐|class 순위|ageing 가중|target 목표|answer 응답|scope 범위|relaxations 완화|after 후
        arrivals 도착|perhour 시간당|halfhourly 반시간별|factor 배율|bycentre 센터별|bychannel 채널별
        handle 처리시간|patience 인내|distribution 분포|mean 평균|variation 변동|values 값|boost 가점
        share 비율|sticky 이력상담사|hold 대기|wrapup 후처리|times 시각|exponential 지수|lognormal 로그정규
        constant 고정|given 목록|automatic 자동|accept 수락필요|affiliate 계열사|group 그룹|endless 무한
        least-loaded 여유우선|longest-idle 최장유휴|fewest-handled 건수균형|most-skilled 숙련우선|fixed 고정순|true 참
        """;
    for (String pair : table.replace('\n', '|').split("\\|")) {
      if (!pair.isBlank()) {
        String[] words = pair.strip().split(" ");
        KOREAN.put(words[0], words[1]);
        CANONICAL.put(words[1], words[0]);
      }
    }
  }

  private Words() {}

  /// The word used inside, or the text itself when it is no word of ours.
  static String canonical(String text) {
    return CANONICAL.getOrDefault(text, text);
  }

  static String korean(String canonical) {
    return KOREAN.getOrDefault(canonical, canonical);
  }
}
