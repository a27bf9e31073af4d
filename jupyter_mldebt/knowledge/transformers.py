"""What transformers does. What is loaded by name comes from a hub, or from a folder."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_LOADS = Known(role="load", effect="net")
_TASKS = (
    "AudioClassification CausalLM ImageClassification ImageSegmentation MaskedLM MultipleChoice ObjectDetection QuestionAnswering "
    "Seq2SeqLM SequenceClassification SpeechSeq2Seq TokenClassification"
)
_ARCHITECTURES = {
    "Albert": "MaskedLM QuestionAnswering SequenceClassification TokenClassification",
    "Bart": "ConditionalGeneration SequenceClassification",
    "Bert": "MaskedLM MultipleChoice QuestionAnswering SequenceClassification TokenClassification",
    "Camembert": "MaskedLM SequenceClassification TokenClassification",
    "Deberta": "MaskedLM SequenceClassification TokenClassification",
    "DebertaV2": "MaskedLM SequenceClassification TokenClassification",
    "DistilBert": "MaskedLM QuestionAnswering SequenceClassification TokenClassification",
    "Electra": "MaskedLM SequenceClassification TokenClassification",
    "GPT2": "SequenceClassification TokenClassification",
    "Gemma2": "CausalLM SequenceClassification TokenClassification",
    "Llama": "CausalLM SequenceClassification",
    "MBart": "ConditionalGeneration SequenceClassification",
    "Mistral": "CausalLM SequenceClassification",
    "Qwen2": "CausalLM SequenceClassification",
    "Roberta": "MaskedLM MultipleChoice QuestionAnswering SequenceClassification TokenClassification",
    "T5": "ConditionalGeneration SequenceClassification",
    "XLMRoberta": "MaskedLM QuestionAnswering SequenceClassification TokenClassification",
}
_TOKENIZERS = "Albert Bart Bert Camembert Deberta DebertaV2 DistilBert Electra GPT2 Gemma Llama MBart OpenAIGPT Roberta T5 XLMRoberta"
_AUTOMATIC = (
    "AutoConfig AutoFeatureExtractor AutoImageProcessor AutoModel AutoModelForImageTextToText AutoModelForPreTraining AutoProcessor "
    "AutoTokenizer GenerationConfig"
)

_CLASSES = [
    *_AUTOMATIC.split(),
    *(f"AutoModelFor{task}" for task in _TASKS.split()),
    *(f"{name}For{task}" for name, tasks in _ARCHITECTURES.items() for task in tasks.split()),
    *(f"{name}Model" for name in _ARCHITECTURES),
    *(f"{name}Config" for name in _ARCHITECTURES),
    *(f"{name}Tokenizer" for name in _TOKENIZERS.split()),
    "GPT2LMHeadModel",
    "PaliGemmaForConditionalGeneration",
    "OpenAIGPTLMHeadModel",
    "ViTForImageClassification",
    "ViTImageProcessor",
    "WhisperForConditionalGeneration",
    "WhisperProcessor",
    "Wav2Vec2ForCTC",
    "Wav2Vec2Processor",
    "CLIPModel",
    "CLIPProcessor",
]

CALLS: dict[str, Known] = {
    **{f"transformers.{name}.from_pretrained": _LOADS for name in _CLASSES},
    **{f"transformers.{name}": Known() for name in _CLASSES if not name.startswith("Auto")},
    "transformers.AutoConfig.for_model": Known(),
    **{f"transformers.{name}.from_config": Known() for name in ("AutoModel", *(f"AutoModelFor{task}" for task in _TASKS.split()))},
    "transformers.pipeline": _LOADS,
    "transformers.set_seed": Known(state="seed"),
    **each("transformers", "Seq2SeqTrainingArguments TrainingArguments BitsAndBytesConfig EarlyStoppingCallback GPTQConfig", Known()),
    "transformers.Trainer": Known(returns="transformers.Trainer", calls=(PERHAPS,)),
    "transformers.Seq2SeqTrainer": Known(returns="transformers.Trainer", calls=(PERHAPS,)),
    "transformers.Trainer.train": Known(role="fit", mutates=("self",), effect="write"),
    "transformers.Trainer.evaluate": Known(role="evaluate"),
    "transformers.Trainer.predict": Known(role="predict"),
    **each("transformers.Trainer", "save_model save_state save_metrics log_metrics", Known(role="save", effect="write")),
    "transformers.Trainer.push_to_hub": Known(role="save", effect="net"),
    **each("transformers.Trainer", "add_callback pop_callback remove_callback", Known(mutates=("self",))),
    **each(
        "transformers",
        "DataCollatorForLanguageModeling DataCollatorForSeq2Seq DataCollatorForTokenClassification DataCollatorWithPadding "
        "DefaultDataCollator TextStreamer default_data_collator",
        Known(),
    ),
    **each(
        "transformers",
        "get_constant_schedule get_constant_schedule_with_warmup get_cosine_schedule_with_warmup get_linear_schedule_with_warmup "
        "get_polynomial_decay_schedule_with_warmup get_scheduler",
        Known(view=True),
    ),
    **each(
        "transformers.utils.logging",
        "disable_progress_bar enable_progress_bar set_verbosity set_verbosity_debug set_verbosity_error set_verbosity_info "
        "set_verbosity_warning",
        Known(state="options"),
    ),
    **each("transformers.logging", "set_verbosity set_verbosity_error set_verbosity_info set_verbosity_warning", Known(state="options")),
}
VARYING: dict[str, Known] = {
    "transformers.AdamW": Known(view=True),
    **{f"transformers.{name}TokenizerFast.from_pretrained": _LOADS for name in _TOKENIZERS.split()},
    **{
        f"transformers.TF{name}.from_pretrained": _LOADS
        for name in (
            "AutoModel AutoModelForSequenceClassification BertModel BertForSequenceClassification DistilBertModel "
            "DistilBertForSequenceClassification OpenAIGPTLMHeadModel RobertaModel GPT2LMHeadModel"
        ).split()
    },
    "transformers.TextDataset": Known(role="load", effect="read"),
}
