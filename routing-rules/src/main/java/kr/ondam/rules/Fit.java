package kr.ondam.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Knows which buckets which groups of agents can serve, so that a search on either side sees only
/// those of the other that come into question.
final class Fit {
  final List<Group> groups = new ArrayList<>();
  final List<Bucket> buckets = new ArrayList<>();

  // What a search for an agent's next conversation reads of each bucket, by its number, so that it
  // stays in the processor's cache.
  private long[] heads = new long[64];
  private byte[] channels = new byte[64];
  private final ArrayDeque<Integer> numbers = new ArrayDeque<>();
  private int highest;

  /// The first conversation of a bucket is another one, or there is none any more.
  void look(Bucket bucket) {
    if (bucket.isEmpty()) {
      channels[bucket.number] = -1;
    } else {
      channels[bucket.number] = (byte) bucket.channel;
      heads[bucket.number] = bucket.keyAt(0);
    }
  }

  /// The channel of a bucket, -1 when it is empty.
  int channel(int number) {
    return channels[number];
  }

  long head(int number) {
    return heads[number];
  }

  void add(Bucket bucket) {
    Integer free = numbers.pollFirst();
    bucket.number = free == null ? highest++ : free;
    if (bucket.number == heads.length) {
      heads = Arrays.copyOf(heads, 2 * heads.length);
      channels = Arrays.copyOf(channels, 2 * channels.length);
    }
    look(bucket);
    buckets.add(-Collections.binarySearch(buckets, bucket, Bucket.ORDER) - 1, bucket);
    for (Group group : groups) {
      link(bucket, group);
    }
  }

  void add(Group group) {
    groups.add(group);
    for (Bucket bucket : buckets) {
      if (group.bits.covers(bucket.key.requirement())) {
        group.insert(bucket);
        bucket.groups.add(group);
      }
    }
  }

  void remove(Group group) {
    groups.remove(group);
    for (Bucket bucket : group.buckets) {
      bucket.groups.remove(group);
    }
  }

  void remove(Bucket bucket) {
    buckets.remove(Collections.binarySearch(buckets, bucket, Bucket.ORDER));
    numbers.add(bucket.number);
    for (Group group : bucket.groups) {
      group.delete(bucket);
    }
  }

  private static void link(Bucket bucket, Group group) {
    if (group.bits.covers(bucket.key.requirement())) {
      group.insert(bucket);
      bucket.groups.add(group);
    }
  }
}
