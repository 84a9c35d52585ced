#!/usr/bin/perl
# A message centre on Net::SMPP's listening socket: it lets italk in with the password secret, keeps
# what it is given, and does what it is told, in lines of JSON. The first argument is the port, 0
# for any. One process for all connections, as the module's own reading blocks for one PDU only.
use strict;
use warnings;
use Encode qw(decode encode);
use IO::Select;
use JSON::PP;
use Net::SMPP;
use Time::HiRes;

$| = 1;
my $json = JSON::PP->new->utf8;
my $ids = 0x5be7e100;
my $silent = 0;
my ($current, @statuses, @submits);

sub say_it {
  my ($word, $what) = @_;
  print $word, ' ', (ref $what ? $json->encode($what) : $what), "\n";
}

my $server = Net::SMPP->new_listen('127.0.0.1', port => $ARGV[0], smpp_version => 0x34)
  or die "cannot listen: $!";
my $all = IO::Select->new($server, \*STDIN);
say_it('listening', $server->sockport);

# One PDU of a connection; false when the connection is gone.
sub pdu {
  my ($peer) = @_;
  my $pdu = $peer->read_pdu or return 0;
  my $seq = $pdu->{seq};
  if ($pdu->{cmd} == Net::SMPP::CMD_bind_transceiver) {
    if ($pdu->{system_id} ne 'italk' || $pdu->{password} ne 'secret') {
      $peer->bind_transceiver_resp(system_id => '', status => 0x0e, seq => $seq);
      say_it('refused', $pdu->{system_id});
      return 1;
    }
    $current = $peer;
    $peer->bind_transceiver_resp(system_id => 'Net-SMPP', seq => $seq);
    say_it('bound', { version => $pdu->{interface_version} });
  } elsif ($pdu->{cmd} == Net::SMPP::CMD_submit_sm) {
    my $status = @statuses ? shift @statuses : 0;
    my $id = $status ? '' : sprintf '%x', ++$ids;
    my $octets = $pdu->{short_message};
    my $udh = '';
    if ($pdu->{esm_class} & 0x40) {
      my $length = ord $octets;
      $udh = substr $octets, 1, $length;
      $octets = substr $octets, $length + 1;
    }
    push @submits, {
      status => $status,
      at => int(Time::HiRes::time() * 1000),
      id => $id,
      source => $pdu->{source_addr},
      destination => $pdu->{destination_addr},
      esm => $pdu->{esm_class},
      coding => $pdu->{data_coding},
      receipt => $pdu->{registered_delivery},
      udh => unpack('H*', $udh),
      text => decode($pdu->{data_coding} == 8 ? 'UTF-16BE' : 'cp949', $octets),
    };
    # A refusal carries an empty id here, which others leave out.
    $peer->submit_sm_resp(message_id => $id, status => $status, seq => $seq)
      unless $silent && !$status;
  } elsif ($pdu->{cmd} == Net::SMPP::CMD_deliver_sm_resp) {
    say_it('answer', $pdu->{status});
  } elsif ($pdu->{cmd} == Net::SMPP::CMD_enquire_link_resp) {
    say_it('alive', $pdu->{status});
  } elsif ($pdu->{cmd} == Net::SMPP::CMD_enquire_link) {
    $peer->enquire_link_resp(seq => $seq);
  } elsif ($pdu->{cmd} == Net::SMPP::CMD_unbind) {
    say_it('unbind', '');
    $peer->unbind_resp(seq => $seq);
    return 0;
  } elsif ($pdu->{cmd} == Net::SMPP::CMD_unbind_resp) {
    say_it('unbound', '');
    return 0;
  }
  return 1;
}

my %orders = (
  next => sub { push @statuses, $_[0]{status}; say_it('done', '') },
  silent => sub { $silent = $_[0]{yes}; say_it('done', '') },
  mo => sub {
    my $udh = pack 'H*', $_[0]{udh} // '';
    $current->deliver_sm(
      async => 1,
      source_addr_ton => 1,
      source_addr_npi => 1,
      source_addr => $_[0]{from},
      destination_addr => $_[0]{to},
      esm_class => length $udh ? 0x40 : 0,
      data_coding => 8,
      short_message => $udh . encode('UTF-16BE', $_[0]{text}),
    );
  },
  receipt => sub {
    $current->deliver_sm(
      async => 1,
      source_addr => $_[0]{from},
      destination_addr => $_[0]{to},
      esm_class => 4,
      short_message => "id:$_[0]{id} sub:001 dlvrd:001 submit date:2611261800"
        . " done date:2611261801 stat:$_[0]{stat} err:000 text:x",
      receipted_message_id => "$_[0]{id}\0",
      message_state => pack('C', $_[0]{state}),
    );
  },
  submits => sub { say_it('submits', \@submits) },
  enquire => sub { $current->enquire_link(async => 1) },
  unbind => sub { $current->unbind(async => 1) },
);

my $rest = '';
while (1) {
  for my $ready ($all->can_read) {
    if ($ready == $server) {
      my $peer = $server->accept;
      $all->add($peer) if $peer;
    } elsif ($ready == \*STDIN) {
      sysread(STDIN, $rest, 65536, length $rest) or exit 0;
      while ($rest =~ s/^(.*)\n//) {
        my $order = $json->decode($1);
        $orders{$order->{do}}->($order);
      }
    } elsif (!pdu($ready)) {
      $all->remove($ready);
      close $ready;
      say_it('closed', '');
    }
  }
}
