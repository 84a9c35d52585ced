package kr.ondam.channel.sms.smpp;

import java.util.List;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;
import kr.ondam.tenant.TenantId;

/// Keeps parts of long texts until the whole is stored, because each part is acknowledged by
/// itself. Every method is one transaction and throws [kr.ondam.tenant.StoreUnavailable] when it
/// could not be done.
public interface PartStore {
  /// Stores a part; one that is stored already stays as it is.
  void keep(TenantId tenant, ChannelAccountId account, Piece piece);

  /// All parts of an account, oldest first.
  List<Piece> parts(TenantId tenant, ChannelAccountId account);

  void remove(TenantId tenant, ChannelAccountId account, List<Piece> pieces);
}
