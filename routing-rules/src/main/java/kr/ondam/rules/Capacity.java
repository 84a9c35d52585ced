package kr.ondam.rules;

import java.util.List;

/// How much an agent may hold at once (정원): a total in weight units and limits per channel.
///
/// @param total weight units, 0 or more
/// @param channels by channel number, at most 64; a channel that is not listed is never routed to
///   the agent
/// @param dormancy what a silent customer takes (휴면)
public record Capacity(int total, List<Channel> channels, Dormancy dormancy) {
  /// Channels that can be told apart.
  static final int CHANNELS = 64;

  public Capacity {
    if (total < 0) {
      throw new IllegalArgumentException("total: " + total + " (expected: >= 0)");
    }
    channels = List.copyOf(channels);
    if (channels.size() > CHANNELS) {
      throw new IllegalArgumentException(
          "channels: " + channels.size() + " (expected: at most " + CHANNELS + ")");
    }
  }

  /// Without 휴면.
  public Capacity(int total, List<Channel> channels) {
    this(total, channels, Dormancy.NONE);
  }

  /// The weight of one conversation of a channel; 0 for a channel that is not listed.
  public int weight(int channel) {
    return channel < channels.size() ? channels.get(channel).weight() : 0;
  }

  /// How many conversations of a channel at most; 0 for a channel that is not listed.
  public int max(int channel) {
    return channel < channels.size() ? channels.get(channel).max() : 0;
  }

  /// One channel's share.
  ///
  /// @param weight units that one conversation takes, 1 or more
  /// @param max conversations of this channel at once, 0 or more
  public record Channel(int weight, int max) {
    public Channel {
      if (weight < 1) {
        throw new IllegalArgumentException("weight: " + weight + " (expected: >= 1)");
      }
      if (max < 0) {
        throw new IllegalArgumentException("max: " + max + " (expected: >= 0)");
      }
    }
  }
}
