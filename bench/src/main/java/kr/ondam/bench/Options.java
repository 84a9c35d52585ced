package kr.ondam.bench;

import java.util.Map;
import java.util.TreeMap;

/// The options of a measurement: `--name value`, any number of them.
final class Options {
  private Options() {}

  /// By name, without the dashes. A name that comes twice has its last value.
  ///
  /// @throws IllegalArgumentException when the last name has no value
  static Map<String, String> of(String[] args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException(args[args.length - 1] + " (expected: a value behind it)");
    }
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < args.length; i += 2) {
      options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
    }
    return options;
  }
}
