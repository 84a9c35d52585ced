package kr.ondam.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes and checks passwords with Argon2id (RFC 9106), m = 19 MiB, t = 2, p = 1 (OWASP Password
/// Storage). Hashes are PHC strings, so that parameters can be raised later.
///
/// A hash costs about 0.2 s of a core and 19 MiB, so at most two run at once and 200 wait: three
/// hundred counsellors who sign in at nine must not take the machine down.
public final class Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ITERATIONS = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int RUNNING = 2;
  private static final int WAITING = 200;

  private final SecureRandom random = new SecureRandom();
  private final Semaphore running = new Semaphore(RUNNING, true);
  private final Semaphore admitted = new Semaphore(RUNNING + WAITING);

  /// The PHC string of a password, exactly as typed: nothing is trimmed, folded or cut.
  public String hash(String password) {
    byte[] salt = bytes(SALT_BYTES);
    running.acquireUninterruptibly();
    try {
      return phc(salt, argon2(password, salt, MEMORY_KIB, ITERATIONS, 1, HASH_BYTES));
    } finally {
      running.release();
    }
  }

  /// A PHC string no password is known for: checking one against it costs what any check costs.
  public String nobodys() {
    return phc(bytes(SALT_BYTES), bytes(HASH_BYTES));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String phc(byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            MEMORY_KIB, ITERATIONS, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /// Whether the password belongs to the PHC string; empty when too many checks are waiting
  /// already.
  public Optional<Boolean> matches(String password, String phc) {
    if (!admitted.tryAcquire()) {
      return Optional.empty();
    }
    try {
      running.acquireUninterruptibly();
      try {
        return Optional.of(check(password, phc));
      } finally {
        running.release();
      }
    } finally {
      admitted.release();
    }
  }

  private static boolean check(String password, String phc) {
    String[] fields = phc.split("\\$");
    if (fields.length != 6 || !fields[1].equals("argon2id") || !fields[2].equals("v=19")) {
      throw new IllegalArgumentException(
          "password hash of an unknown form (expected: $argon2id$v=19$…)");
    }
    int memory = 0;
    int iterations = 0;
    int lanes = 0;
    for (String parameter : fields[3].split(",")) {
      int value = Integer.parseInt(parameter.substring(2));
      switch (parameter.charAt(0)) {
        case 'm' -> memory = value;
        case 't' -> iterations = value;
        case 'p' -> lanes = value;
        default -> throw new IllegalArgumentException("argon2 parameter: " + parameter.charAt(0));
      }
    }
    byte[] expected = Base64.getDecoder().decode(fields[5]);
    byte[] salt = Base64.getDecoder().decode(fields[4]);
    byte[] actual = argon2(password, salt, memory, iterations, lanes, expected.length);
    return MessageDigest.isEqual(expected, actual);
  }

  private static byte[] argon2(
      String password, byte[] salt, int memoryKib, int iterations, int lanes, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
