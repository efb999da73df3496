namespace ComposeServer.Conformance.Differential;

/// <summary>Counts what generated texts had in them: a generator that leaves something out proves nothing about it.</summary>
sealed class Tally
{
    /// <summary>Each occurs in some text of a run of usual length.</summary>
    static readonly string[] Wanted =
    [
        "@createModel",
        "@loadModel",
        "@createIndex",
        "@string",
        "@int",
        "@float",
        "@boolean",
        "@list",
        "@immutable",
        "@accountReference",
        "@documentReference",
        "@documentAccount",
        "@documentVersion",
        "@relationDocument",
        "@relationFrom",
        "@relationCountFrom",
        "@relationSetFrom",
        "interface ",
        "implements ",
        " & ",
        "enum ",
        "extend type ",
        "extend interface ",
        "extend enum ",
        ": SET",
        ": SINGLE",
        ": LIST",
        ": Int",
        ": Float",
        ": Boolean",
        ": ID",
        ": DID",
        ": StreamID",
        ": CommitID",
        ": CID",
        ": AccountID",
        ": ChainID",
        ": URI",
        ": Date ",
        ": DateTime",
        ": Time",
        ": LocalDate",
        ": LocalTime",
        ": TimeZone",
        ": UTCOffset",
        ": Duration",
        ": CountryCode",
        ": Locale",
        ": Latitude",
        ": Longitude",
        ": String",
        "(model: \"Node\")",
        ": Node",
        "\"inner\"",
    ];

    readonly HashSet<string> _met = new(StringComparer.Ordinal);

    public void Count(string sdl, ReferenceAnswer answer)
    {
        _met.UnionWith(Wanted.Where(word => sdl.Contains(word, StringComparison.Ordinal)));
        foreach (var served in new[] { answer.Mock, answer.Created })
        {
            if (served?.Schema?.Error is { } error)
                _met.Add(SchemaFaults.ListOfEnums.IsMatch(error) ? "a list of enums" : "an enum filtered twice");
            if (served?.ReadOnly?.Text is not null)
                _met.Add("a schema");
        }
    }

    public IEnumerable<string> NeverMet() =>
        Wanted.Concat(["a list of enums", "an enum filtered twice", "a schema"]).Except(_met, StringComparer.Ordinal);
}
