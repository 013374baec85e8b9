# Reads messages with Perl's MIME::Tools, and answers each in one line of JSON.
# A message is its length in four octets, the highest first, and its octets.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use Encode ();
use Mail::Address;
use MIME::Parser;
use MIME::WordDecoder qw(mime_to_perl_string);
use Time::Local qw(timegm);

my %ADDRESSES = (from => 'from', to => 'to', cc => 'cc', 'reply-to' => 'replyTo', sender => 'sender');
my %OWN = map { $_ => 1 }
    qw(content-type content-transfer-encoding content-disposition content-id mime-version);
my @MONTHS = qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec);
my %MONTH = map { $MONTHS[$_] => $_ } 0 .. $#MONTHS;

my $parser = MIME::Parser->new;
$parser->output_to_core(1);
$parser->tmp_to_core(1);

# JSON of undef, strings of characters, arrays, hashes, and numbers as references to them.
sub json {
    my ($value) = @_;
    return 'null' unless defined $value;
    return '[' . join(',', map { json($_) } @$value) . ']' if ref $value eq 'ARRAY';
    return '{' . join(',', map { json($_) . ':' . json($value->{$_}) } sort keys %$value) . '}'
        if ref $value eq 'HASH';
    return $$value if ref $value eq 'SCALAR';
    $value =~ s{([^ !#-\[\]-~])}{escaped(ord $1)}ge;
    return qq("$value");
}

sub escaped {
    my ($code) = @_;
    return sprintf '\u%04x', $code if $code < 0x10000;
    return sprintf '\u%04x\u%04x', 0xd800 + (($code - 0x10000) >> 10), 0xdc00 + (($code - 0x10000) & 0x3ff);
}

# Octets beyond ASCII in a header are UTF-8 (RFC 6532).
sub characters {
    my ($octets) = @_;
    return Encode::decode('UTF-8', $octets, Encode::FB_CROAK);
}

sub name_of {
    my ($phrase) = @_;
    return '' unless defined $phrase;
    return mime_to_perl_string($phrase) unless $phrase =~ s/^"(.*)"$/$1/s;
    $phrase =~ s/\\(.)/$1/gs;
    return characters($phrase);
}

# A date-time (RFC 5322, 3.3), for which MIME::Tools has no reader.
sub seconds_of {
    my ($text) = @_;
    my ($day, $month, $year, $hour, $minute, $second, $sign, $hours, $minutes) =
        $text =~ /^\w{3}, (\d+) (\w{3}) (\d+) (\d+):(\d+):(\d+) ([+-])(\d\d)(\d\d)$/ or die "no date: $text";
    my $offset = ($hours * 60 + $minutes) * 60 * ($sign eq '-' ? -1 : 1);
    return timegm($second, $minute, $hour, $day, $MONTH{$month}, $year) - $offset;
}

sub headers_of {
    my ($head) = @_;
    my %found = (subject => undef, date => undef, messageId => undef, others => []);
    for my $line (@{ $head->header }) {
        my ($name, $value) = $line =~ /^([^:]+):[ \t]*(.*)$/s;
        my $key = lc $name;
        next if $OWN{$key};
        $value =~ s/\r?\n//g;
        if ($ADDRESSES{$key}) {
            $found{ $ADDRESSES{$key} } =
                [map { [name_of($_->phrase), characters($_->address)] } Mail::Address->parse($value)];
        }
        elsif ($key eq 'subject')    { $found{subject} = mime_to_perl_string($value) }
        elsif ($key eq 'date')       { $found{date} = \seconds_of($value) }
        elsif ($key eq 'message-id') { $found{messageId} = $value }
        else { push @{ $found{others} }, [$key, mime_to_perl_string($value)] }
    }
    return \%found;
}

# Each parameter as MIME::Tools decodes it: what is extended (RFC 2231) as an encoded-word.
sub parameters_of {
    my ($raw) = @_;
    return {} unless defined $raw;
    my $field = MIME::Field::ParamVal->parse($raw);
    return { map { $_ => mime_to_perl_string($field->{$_}) } grep { $_ ne '_' } keys %$field };
}

sub part_of {
    my ($entity, $is_message) = @_;
    my $head = $entity->head;
    my $type = lc $entity->mime_type;
    my $parameters = parameters_of(scalar $head->get('content-type', 0));
    my $id = $head->get('content-id', 0);
    if (defined $id) { $id =~ s/\s+\z//; }
    my $disposition = $head->mime_attr('content-disposition');
    my %found = (
        type        => $type,
        parameters  => $parameters,
        disposition => $disposition ? lc $disposition : undef,
        filename    => $head->recommended_filename,
        contentId   => $id,
    );
    $found{others} = headers_of($head)->{others} unless $is_message;
    my @parts = $entity->parts;
    if ($type eq 'message/rfc822' && @parts) { $found{message} = message_of($parts[0]) }
    elsif (@parts)                           { $found{children} = [map { part_of($_) } @parts] }
    else {
        my $body = $entity->bodyhandle;
        my $octets = defined $body ? $body->as_string : '';
        if ($type =~ m{^text/}) {
            $found{text} = Encode::decode($parameters->{charset} // 'latin-1', $octets, Encode::FB_CROAK);
            $found{text} =~ s/\r\n|\r|\n/\n/g;
        }
        else { $found{octets} = { sha256 => sha256_hex($octets), size => \length $octets } }
    }
    return \%found;
}

sub message_of {
    my ($entity) = @_;
    return { headers => headers_of($entity->head), body => part_of($entity, 1) };
}

binmode STDIN;
$| = 1;
while (read(STDIN, my $length, 4) == 4) {
    my $size = unpack 'N', $length;
    my $octets = '';
    while (length $octets < $size) {
        read(STDIN, $octets, $size - length $octets, length $octets) or exit;
    }
    # What it cannot read is a difference, and the next message is read.
    my $answer = eval { message_of($parser->parse_data($octets)) } // { error => "$@" };
    $parser->filer->purge;
    print json($answer), "\n";
}
