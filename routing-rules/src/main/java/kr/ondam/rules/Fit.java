package kr.ondam.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Knows which buckets which groups of agents can serve, so that a search on either side sees only
/// those of the other that come into question.
final class Fit {
  final List<Group> groups = new ArrayList<>();
  final List<Bucket> buckets = new ArrayList<>();

  void add(Bucket bucket) {
    insert(buckets, bucket);
    for (Group group : groups) {
      link(bucket, group);
    }
  }

  void add(Group group) {
    groups.add(group);
    for (Bucket bucket : buckets) {
      if (group.bits.covers(bucket.key.requirement())) {
        group.buckets.add(bucket);
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
    delete(buckets, bucket);
    for (Group group : bucket.groups) {
      delete(group.buckets, bucket);
    }
  }

  private static void link(Bucket bucket, Group group) {
    if (group.bits.covers(bucket.key.requirement())) {
      insert(group.buckets, bucket);
      bucket.groups.add(group);
    }
  }

  private static void insert(List<Bucket> into, Bucket bucket) {
    int at = Collections.binarySearch(into, bucket, Bucket.ORDER);
    into.add(-at - 1, bucket);
  }

  private static void delete(List<Bucket> from, Bucket bucket) {
    from.remove(Collections.binarySearch(from, bucket, Bucket.ORDER));
  }
}
