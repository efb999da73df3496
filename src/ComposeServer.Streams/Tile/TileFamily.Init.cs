using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Streams.Tile;

/// <summary>How tiles begin. The order of the rules is the JS node's (ceramic.md 6.1); who signed has been checked in between.</summary>
public sealed partial class TileFamily
{
    ApplyResult ApplyInit(RawEvent raw, IApplyView view)
    {
        if (CheckInit(raw, out var header) is { } refusal)
            return new ApplyResult.Refused(refusal);
        var content = JsonBytes.EmptyObject;
        if (JsTruth.Of(raw.Body, "data"))
        {
            var data = raw.Body["data"];
            if (DocumentContent.FindNotJson(data, "data") is { } fault)
                return ApplyResult.Refuse(RefusalCode.SchemaViolation, $"Validation Error: {fault}");
            content = JsonBytes.Of(data);
        }

        var metadata = JsonBytes.Of(header.Members);
        if (CheckResult(content, metadata, view) is { } problem)
            return problem;
        var id = new StreamId(StreamType.Tile, raw.Cid);
        return new ApplyResult.Applied(
            new TileState
            {
                Id = id,
                Name = id.Name,
                Tip = raw.Cid,
                Height = 1,
                Controller = header.Controller,
                Written = raw.Cid,
                IsInitSigned = raw.IsSigned,
                Metadata = metadata,
                Content = content,
            }
        );
    }

    static Refusal? CheckInit(RawEvent raw, out TileHeader header)
    {
        header = null!;
        if (!raw.IsSigned && JsTruth.Of(raw.Body, "data"))
            return new(RefusalCode.Unsigned, "Genesis commit with contents should always be signed");
        return TileHeader.TryRead(raw.Body, out header, out var refusal) ? null : refusal;
    }
}
