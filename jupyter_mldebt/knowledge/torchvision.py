"""What torchvision does: data sets, images and models."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import PERHAPS, Known

_TRANSFORMS = (
    "AugMix AutoAugment CenterCrop ColorJitter Compose ConvertImageDtype ElasticTransform FiveCrop GaussianBlur Grayscale Normalize "
    "PILToTensor Pad RandAugment RandomAdjustSharpness RandomAffine RandomApply RandomAutocontrast RandomChoice RandomCrop RandomEqualize "
    "RandomErasing RandomGrayscale RandomHorizontalFlip RandomInvert RandomOrder RandomPerspective RandomPosterize RandomResizedCrop "
    "RandomRotation RandomSolarize RandomVerticalFlip Resize TenCrop ToPILImage ToTensor TrivialAugmentWide"
)
_MODELS = (
    "alexnet convnext_base convnext_small convnext_tiny densenet121 densenet161 densenet169 densenet201 efficientnet_b0 efficientnet_b1 "
    "efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6 efficientnet_b7 efficientnet_v2_s googlenet "
    "inception_v3 mnasnet1_0 mobilenet_v2 mobilenet_v3_large mobilenet_v3_small regnet_y_400mf resnet101 resnet152 resnet18 resnet34 "
    "resnet50 resnext101_32x8d resnext50_32x4d shufflenet_v2_x1_0 squeezenet1_0 squeezenet1_1 swin_b swin_s swin_t vgg11 vgg11_bn vgg13 "
    "vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn vit_b_16 vit_b_32 vit_l_16 wide_resnet50_2"
)

CALLS: dict[str, Known] = {
    **each(
        "torchvision.datasets",
        "CIFAR10 CIFAR100 Caltech101 CelebA CocoCaptions CocoDetection EMNIST FashionMNIST Flowers102 Food101 ImageNet KMNIST LSUN MNIST "
        "OxfordIIITPet Places365 QMNIST SBU STL10 SVHN StanfordCars USPS VOCDetection VOCSegmentation",
        Known(role="load", effect="net"),
    ),
    **each("torchvision.datasets", "DatasetFolder ImageFolder", Known(role="load", effect="read")),
    **each("torchvision.transforms", _TRANSFORMS, Known()),
    **each("torchvision.transforms", "Lambda", Known(calls=(PERHAPS,))),
    **each("torchvision.transforms.v2", _TRANSFORMS, Known()),
    **each(
        "torchvision.transforms.functional",
        "adjust_brightness adjust_contrast center_crop crop hflip normalize pad resize rotate to_grayscale to_pil_image to_tensor vflip",
        Known(),
    ),
    **each("torchvision.models", _MODELS, Known(role="load", returns="torch.nn.Module", effect="net")),
    **each(
        "torchvision.models.detection",
        "fasterrcnn_resnet50_fpn maskrcnn_resnet50_fpn retinanet_resnet50_fpn",
        Known(role="load", returns="torch.nn.Module", effect="net"),
    ),
    **each(
        "torchvision.models.segmentation",
        "deeplabv3_resnet101 deeplabv3_resnet50 fcn_resnet50",
        Known(role="load", returns="torch.nn.Module", effect="net"),
    ),
    **each("torchvision.io", "decode_image read_file read_image read_video", Known(role="load", effect="read")),
    **each("torchvision.io", "write_jpeg write_png write_video", Known(role="save", effect="write")),
    **each("torchvision.ops", "RoIAlign box_area box_convert box_iou generalized_box_iou nms roi_align sigmoid_focal_loss", Known()),
    **each("torchvision.utils", "draw_bounding_boxes draw_segmentation_masks make_grid", Known()),
    "torchvision.utils.save_image": Known(role="save", effect="write"),
}
VARYING: dict[str, Known] = {
    **each("torchvision.transforms", "RandomSizedCrop Scale", Known()),
}
NEEDS = ("torch",)
