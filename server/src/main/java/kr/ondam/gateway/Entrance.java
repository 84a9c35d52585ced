package kr.ondam.gateway;

/// Judges by its head alone a request that will bring a file, before any of that is read. What it
/// lets through its route judges again when the file is there.
@FunctionalInterface
public interface Entrance {
  /// Called on a virtual thread, so it may block.
  ///
  /// @param head the request without its body
  Entry judge(GatewayRequest head);

  /// What came of it.
  sealed interface Entry {
    /// It may come.
    ///
    /// @param holder whose share of the memory the file takes, such as a visitor
    record Admitted(String holder) implements Entry {}

    /// It is not read.
    record Refused(GatewayResponse.Full answer) implements Entry {}
  }
}
