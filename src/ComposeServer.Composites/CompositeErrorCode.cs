namespace ComposeServer.Composites;

/// <summary>Every reason for which this room refuses its input. Words are public and never change.</summary>
public static class CompositeErrorCode
{
    /// <summary>The SDL text is not a GraphQL document, or exceeds a parser limit.</summary>
    public const string SdlSyntax = "SDL_SYNTAX";

    /// <summary>The SDL breaks a rule of GraphQL: an unknown type or directive, a missing argument, a wrong place.</summary>
    public const string SdlInvalid = "SDL_INVALID";

    /// <summary>The SDL is valid GraphQL but no composite can be made of it.</summary>
    public const string SdlUnsupported = "SDL_UNSUPPORTED";

    /// <summary>Models depend on each other in a circle, or one on itself.</summary>
    public const string ModelCycle = "MODEL_CYCLE";

    /// <summary>A model could not be created, loaded or used in the place where the composite wants it.</summary>
    public const string ModelUnusable = "MODEL_UNUSABLE";

    /// <summary>A view points to a model or a field that cannot answer it.</summary>
    public const string ViewInvalid = "VIEW_INVALID";

    /// <summary>The controller of a model may not be used, or its capability does not cover models.</summary>
    public const string ControllerUnsupported = "CONTROLLER_UNSUPPORTED";

    /// <summary>A composite file or an operation on composites is malformed.</summary>
    public const string CompositeInvalid = "COMPOSITE_INVALID";

    /// <summary>A composite is of a version that this server does not know.</summary>
    public const string CompositeVersion = "COMPOSITE_VERSION";

    /// <summary>A model asked for is not part of the composite.</summary>
    public const string ModelNotFound = "COMPOSITE_MODEL_NOT_FOUND";

    /// <summary>No runtime definition can be made of a composite, or a written one is malformed.</summary>
    public const string RuntimeInvalid = "RUNTIME_DEFINITION_INVALID";
}
