package kr.ondam.gateway;

/// How a route knows who asks.
public enum Access {
  /// Open to everybody.
  PUBLIC,
  /// The caller's address: this machine or a network of the operators.
  OPERATORS,
  /// The unguessable key of a channel account in the path says which tenant it is.
  CHANNEL_KEY,
  /// A bearer API key of one tenant.
  API_KEY,
  /// The public key of a widget or a visitor's session of it.
  WIDGET
}
