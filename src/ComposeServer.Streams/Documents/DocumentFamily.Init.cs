using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents.Rules;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Documents;

/// <summary>How documents begin. The order of the rules is the JS node's (ceramic.md 6.4); who signed has been checked in between.</summary>
public sealed partial class DocumentFamily
{
    ApplyResult ApplyInit(RawEvent raw, IApplyView view)
    {
        if (!DocumentHeader.TryRead(raw.Body, out var header, out var refusal))
            return new ApplyResult.Refused(refusal);
        var data = raw.Body.TryGet("data", out var found) ? found : IpldValue.Null;
        var hasContent = data is not IpldNull;
        if (hasContent && !raw.IsSigned)
            return ApplyResult.Refuse(
                RefusalCode.Unsigned,
                "ModelInstanceDocument genesis commit with content must be signed"
            );
        if (view.Find(header.Model.Name) is not ModelState)
            return MissingModel(header.Model);
        if (CheckNamedVersion(raw.Body) is { } misnamed)
            return new ApplyResult.Refused(misnamed);
        if (!TryFindModel(header.Model, header.ModelVersion, view, out var model, out var absent))
            return absent;
        if (model.Definition.IsInterface)
            return ApplyResult.Refuse(
                RefusalCode.NotAllowed,
                "ModelInstanceDocument Streams cannot be created on interface Models. "
                    + $"Use a different model than {model.Id} to create the ModelInstanceDocument."
            );

        var content = JsonBytes.Null;
        if (model.Definition.AccountRelation.IsDeterministic)
        {
            if (hasContent)
                return ApplyResult.Refuse(
                    RefusalCode.NotAllowed,
                    "Deterministic genesis commits for ModelInstanceDocuments must not have content"
                );
        }
        else if (CheckInitContent(data, model, view, out content) is { } problem)
            return problem;

        if (UniqueFitsModel.Check(header.Unique, model.Kind) is { } mismatch)
            return new ApplyResult.Refused(mismatch);
        var id = new StreamId(StreamType.Document, raw.Cid);
        return new ApplyResult.Applied(
            new DocumentState
            {
                Id = id,
                Name = id.Name,
                Tip = raw.Cid,
                Height = 1,
                Controller = header.Controller,
                Model = header.Model.Name,
                ModelId = header.Model,
                Unique = header.Unique,
                Context = header.Context,
                ShouldIndex = header.ShouldIndex,
                ModelVersion = header.ModelVersion,
                IsInitSigned = raw.IsSigned,
                Content = content,
            }
        );
    }

    static ApplyResult.Missing MissingModel(StreamId model) =>
        new([model.Init]) { Reason = new(RefusalCode.UnknownModel, $"Model {model} is not known to this node") };

    ApplyResult? CheckInitContent(IpldValue data, CompiledModel model, IApplyView view, out JsonBytes text)
    {
        text = JsonBytes.Null;
        if (DocumentContent.FindNotJson(data, "data") is { } fault)
            return ApplyResult.Refuse(RefusalCode.SchemaViolation, $"Validation Error: {fault}");
        text = JsonBytes.Of(data);
        using var content = new DocumentContent(text);
        if (ContentFitsSchema.Check(content, model, options.ContentSizeBytesMax) is { } refusal)
            return new ApplyResult.Refused(refusal);
        return new RelationsHold(models, view, options.IsOwnDoor).Check(null, content, model);
    }
}
