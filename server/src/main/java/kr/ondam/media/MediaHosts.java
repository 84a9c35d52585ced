package kr.ondam.media;

import java.util.Set;

/// Says on which hosts the provider of an account keeps the files of customers.
public interface MediaHosts {
  /// Empty for an account that is not there any more.
  Set<String> of(AttachmentStore.Account account);
}
