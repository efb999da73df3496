using ComposeServer.Ipld;

namespace ComposeServer.Tests.Streams;

/// <summary>Makes hostile payloads of good ones.</summary>
/// <param name="random">Seeded, so that a run can be made again.</param>
/// <param name="special">Values that mean something where the payloads are sent.</param>
sealed class PayloadBending(Random random, IpldValue[] special)
{
    static readonly string[] Keys =
    [
        .. "data header controllers tags family forbidControllerChange timestamp message signature account model unique context shouldIndex sep id prev proof path op from value version name schema".Split(
            ' '
        ),
        .. "properties type accountRelation fields interface implements relations views immutableFields required".Split(
            ' '
        ),
        .. "additionalProperties $ref $defs items enum const pattern anyOf text target".Split(' '),
    ];

    static readonly string[] Words =
    [
        .. "object string integer list set single none 2.0 1.0 document account documentAccount relationFrom add remove".Split(
            ' '
        ),
        .. "replace move copy test /text /target /a/b x/text 0 1/0 #/$defs/A # did:key:x".Split(' '),
        "",
    ];

    /// <summary>The payload with one to three members, at any depth, set to something else or taken away.</summary>
    public IpldMap Bend(IpldMap payload)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
            payload = BendAny(payload) as IpldMap ?? payload;
        return payload;
    }

    IpldValue BendAny(IpldValue value)
    {
        switch (value)
        {
            case IpldMap { Count: > 0 } map when random.Next(4) > 0:
                var (key, inner) = map.Entries[random.Next(map.Count)];
                return map.With(key, BendAny(inner));
            case IpldMap map when random.Next(3) > 0:
                return map.With(Keys[random.Next(Keys.Length)], Any(3));
            case IpldMap { Count: > 0 } map:
                return map.Without(map.Entries[random.Next(map.Count)].Key);
            case IpldList { Count: > 0 } list when random.Next(3) > 0:
                var at = random.Next(list.Count);
                return new IpldList([.. list.Items.Select((item, index) => index == at ? BendAny(item) : item)]);
            default:
                return Any(3);
        }
    }

    IpldValue Any(int depth) =>
        random.Next(depth > 0 ? 10 : 8) switch
        {
            0 => IpldValue.Null,
            1 => random.Next(2) == 0,
            2 => random.Next(-3, 300),
            3 => new IpldFloat(random.NextDouble() * 1e22),
            4 => IpldInteger.Of((Int128)random.NextInt64() * 2),
            5 => Words[random.Next(Words.Length)],
            6 or 7 => special[random.Next(special.Length)],
            8 => new IpldList([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(depth - 1))]),
            _ => IpldMap.From(
                Keys.OrderBy(_ => random.Next())
                    .Take(random.Next(4))
                    .Select(key => KeyValuePair.Create(key, Any(depth - 1)))
            ),
        };
}
