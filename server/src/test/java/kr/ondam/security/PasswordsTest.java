package kr.ondam.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void aPasswordMatchesItsHashAndNoOther() {
    String hash = passwords.hash("보험금 청구 서류 1");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("보험금 청구 서류 1", hash)).contains(true);
    assertThat(passwords.matches("보험금 청구 서류 2", hash)).contains(false);
    assertThat(passwords.matches("보험금 청구 서류 1 ", hash)).contains(false);
  }

  @Test
  void theSamePasswordHashesDifferentlyEachTime() {
    assertThat(passwords.hash("a b c d e")).isNotEqualTo(passwords.hash("a b c d e"));
  }

  /// The reference vector of the Argon2 command line tool: password "password", salt "somesalt".
  @Test
  void aHashOfAnotherProgramIsUnderstood() {
    String hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(passwords.matches("password", hash)).contains(true);
  }

  @Test
  void aHashOfAnUnknownFormIsAnError() {
    assertThatThrownBy(() -> passwords.matches("x", "$2b$10$abc"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
