package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Particles follow how the word before them is read.
final class ParticleTest {
  @Test
  void aFinalConsonantDecides() {
    assertThat(Particle.TOPIC.after("보험금")).isEqualTo("보험금은");
    assertThat(Particle.TOPIC.after("해지방어")).isEqualTo("해지방어는");
    assertThat(Particle.OBJECT.after("김상담")).isEqualTo("김상담을");
    assertThat(Particle.OBJECT.after("한소리")).isEqualTo("한소리를");
    assertThat(Particle.SUBJECT.after("일반")).isEqualTo("일반이");
    assertThat(Particle.SUBJECT.after("접수")).isEqualTo("접수가");
  }

  @Test
  void aFinalRieulGoesWithoutTheVowel() {
    assertThat(Particle.TOWARDS.after("서울")).isEqualTo("서울로");
    assertThat(Particle.TOWARDS.after("일반")).isEqualTo("일반으로");
    assertThat(Particle.TOWARDS.after("해지방어")).isEqualTo("해지방어로");
    assertThat(Particle.OBJECT.after("서울")).isEqualTo("서울을");
  }

  @Test
  void digitsAndLatinLettersAreReadAloud() {
    assertThat(Particle.TOPIC.after("큐 1")).isEqualTo("큐 1은");
    assertThat(Particle.TOPIC.after("큐 2")).isEqualTo("큐 2는");
    assertThat(Particle.TOWARDS.after("큐 7")).isEqualTo("큐 7로");
    assertThat(Particle.TOWARDS.after("큐 10")).isEqualTo("큐 10으로");
    assertThat(Particle.TOPIC.after("VIP")).isEqualTo("VIP는");
    assertThat(Particle.TOPIC.after("ATM")).isEqualTo("ATM은");
    assertThat(Particle.TOWARDS.after("URL")).isEqualTo("URL로");
    assertThat(Particle.TOPIC.after("general")).isEqualTo("general은");
  }

  @Test
  void quotesAndBracketsAreNotRead() {
    assertThat(Particle.TOPIC.after("'일반'")).isEqualTo("'일반'은");
    assertThat(Particle.TOPIC.after("접수(2차)")).isEqualTo("접수(2차)는");
    assertThat(Particle.TOPIC.after("?")).isEqualTo("?는");
    assertThat(Particle.TOPIC.after("")).isEqualTo("는");
  }
}
