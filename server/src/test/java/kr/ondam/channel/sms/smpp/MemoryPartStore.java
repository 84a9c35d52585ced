package kr.ondam.channel.sms.smpp;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// Parts in memory; can be told to fail.
public final class MemoryPartStore implements PartStore {
  private record Row(TenantId tenant, ChannelAccountId account, Piece piece) {
    boolean sameKey(Row other) {
      return tenant.equals(other.tenant)
          && account.equals(other.account)
          && piece.key().equals(other.piece.key())
          && piece.number() == other.piece.number()
          && piece.at().equals(other.piece.at());
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private boolean down;
  private int reads;

  /// How often somebody took up what is kept.
  public synchronized int reads() {
    return reads;
  }

  public synchronized void down(boolean refused) {
    down = refused;
  }

  private void check() {
    if (down) {
      throw new StoreUnavailable("down", new IllegalStateException("down"));
    }
  }

  @Override
  public synchronized void keep(TenantId tenant, ChannelAccountId account, Piece piece) {
    check();
    var row = new Row(tenant, account, piece);
    if (rows.stream().noneMatch(row::sameKey)) {
      rows.add(row);
    }
  }

  @Override
  public synchronized List<Piece> parts(TenantId tenant, ChannelAccountId account) {
    check();
    reads++;
    return rows.stream()
        .filter(r -> r.tenant().equals(tenant) && r.account().equals(account))
        .map(Row::piece)
        .toList();
  }

  @Override
  public synchronized void remove(TenantId tenant, ChannelAccountId account, List<Piece> pieces) {
    check();
    pieces.forEach(p -> rows.removeIf(new Row(tenant, account, p)::sameKey));
  }
}
